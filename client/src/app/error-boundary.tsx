import { Component, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Notice, PageHeader } from "#client/ui/index.ts";
import styles from "./error-boundary.module.css";

interface Props {
  readonly children: ReactNode;
}
interface State {
  readonly error: Error | null;
}

/** A page that could not be loaded or drawn. What was written in the exam is on the device and on the server. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    return this.state.error ? <Broken detail={this.state.error.message} /> : this.props.children;
  }
}

function Broken({ detail }: { readonly detail: string }): ReactNode {
  const t = useT();
  const reload = (
    <Button variant="primary" onClick={() => location.reload()}>
      {t("common.reload")}
    </Button>
  );
  return (
    <main className={`stack ${styles.broken}`}>
      <PageHeader title={t("common.brokenTitle")} />
      <Notice tone="attention" actions={reload}>
        {t("common.brokenText")}
      </Notice>
      <p className="quiet small">{detail}</p>
    </main>
  );
}
