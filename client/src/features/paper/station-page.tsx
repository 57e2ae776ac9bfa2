import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { me } from "#shared/protocol/accounts.ts";
import { enterStation } from "#shared/protocol/paper.ts";
import { CodeForm } from "#client/net/code-form.tsx";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { forgetPreferences, PageHeader, restoreTheme } from "#client/ui/index.ts";

/** The exam station's first page: the code from the slip, and nothing else. */
export function StationPage(): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const enter = useChange(enterStation, [me]);
  return (
    <div className="stack-loose">
      <PageHeader title={t("identity.stationTitle")} lead={t("identity.stationLead")} />
      <CodeForm
        label={t("identity.stationCode")}
        hint={t("identity.stationCodeHint")}
        submitLabel={t("identity.stationEnter")}
        error={enter.error}
        isPending={enter.isPending}
        onCode={(code) =>
          enter.mutate(
            { body: { code } },
            {
              onSuccess: ({ sittingId }) => {
                forgetPreferences();
                restoreTheme();
                void navigate(`/seance/${sittingId}`);
              },
            },
          )
        }
      />
    </div>
  );
}
