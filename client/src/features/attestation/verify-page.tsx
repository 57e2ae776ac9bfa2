import { useState, type FormEvent, type ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { verifyAttestation, type VerificationView } from "#shared/protocol/attestation.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, PageHeader, TextField } from "#client/ui/index.ts";
import { VerificationAnswer } from "./verification-answer.tsx";
import styles from "./verify-page.module.css";

/** One field, one answer. */
export function VerifyPage(): ReactNode {
  const t = useT();
  const { code } = useParams();
  return (
    <div className="stack-loose">
      <PageHeader title={t("attestation.verify")} />
      {code === undefined ? <CodeForm /> : <Answer key={code} code={code} />}
      <section className={styles.real}>
        <h2>{t("attestation.realPage")}</h2>
        <p>{t("attestation.realPageText")}</p>
        <p>{t("attestation.realPageSeal")}</p>
      </section>
    </div>
  );
}

/** `given` is what was typed before, to be corrected. */
function CodeForm({ given = "" }: { readonly given?: string }): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const [code, setCode] = useState(given);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (code.trim() !== "") void navigate(`/verifier/${encodeURIComponent(code.trim())}`);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={t("attestation.code")}
        hint={t("attestation.codeHint")}
        value={code}
        maxLength={60}
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" variant="primary" size="large">
        {t("attestation.check")}
      </Button>
    </form>
  );
}

const mayBeMistyped = ({ status }: VerificationView): boolean => status === "mistyped" || status === "unknown";

function Answer({ code }: { readonly code: string }): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const verification = useRoute(verifyAttestation, { params: { code } });
  return (
    <Fetched query={verification} look="card">
      {(answer) => (
        <div className="stack-loose">
          <VerificationAnswer answer={answer} />
          {mayBeMistyped(answer) ? (
            <CodeForm given={code} />
          ) : (
            <div className="row">
              <Button onClick={() => void navigate("/verifier")}>{t("attestation.another")}</Button>
            </div>
          )}
        </div>
      )}
    </Fetched>
  );
}
