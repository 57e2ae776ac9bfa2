import { useId, useState, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Link } from "./link.tsx";
import styles from "./shell.module.css";

export type AppShellProps = {
  readonly productName: string;
  readonly homeHref?: string;
  readonly skipLabel: string;
  /** «Parler à une personne»: on every page, beside the name, also on a telephone. */
  readonly help?: ReactNode;
  /** Opens the tools on a telephone, where one line is all that the header takes. */
  readonly menuLabel: string;
  readonly language?: ReactNode;
  readonly theme?: ReactNode;
  readonly account?: ReactNode;
  /** Links under the header, for those who have several places to go. */
  readonly navigation?: ReactNode;
  readonly navigationLabel?: string;
  readonly footer?: ReactNode;
  /** How far the content goes: `narrow` 720 px for reading, `full` for the desk. It begins where the frame begins. */
  readonly width?: "narrow" | "regular" | "wide" | "full";
  /** Where everything of a page begins: `centred` for who reads a few pages, `full` for who works in many of them. */
  readonly frame?: "centred" | "full";
  readonly density?: "comfortable" | "dense";
  readonly children: ReactNode;
};

/** The frame of every page: skip link, header, main landmark, footer. */
export function AppShell({
  productName,
  homeHref = "/",
  skipLabel,
  help,
  menuLabel,
  language,
  theme,
  account,
  navigation,
  navigationLabel,
  footer,
  width = "regular",
  frame = "centred",
  density = "comfortable",
  children,
}: AppShellProps): ReactNode {
  const mainId = useId();
  const toolsId = useId();
  const [isMenuOpen, setMenuOpen] = useState(false);
  // Header, places and content begin on one line, whatever the page: nothing moves sideways from one to the next.
  const isFull = frame === "full" || width === "full";
  const column = classNames(styles.column, isFull ? styles.full : styles.regular);
  return (
    <div className={styles.shell} data-density={density === "dense" ? "dense" : undefined}>
      <a className={styles.skip} href={`#${mainId}`}>
        {skipLabel}
      </a>
      <header className={styles.header}>
        <div className={classNames(column, styles.bar)}>
          <Link href={homeHref} className={styles.product}>
            {productName}
          </Link>
          {help !== undefined && <div className={styles.help}>{help}</div>}
          <button
            type="button"
            className={styles.menu}
            aria-expanded={isMenuOpen}
            aria-controls={toolsId}
            onClick={() => setMenuOpen(!isMenuOpen)}
          >
            {menuLabel}
          </button>
          <div id={toolsId} className={classNames(styles.tools, isMenuOpen && styles.open)}>
            {theme}
            {language}
            {account}
          </div>
        </div>
      </header>
      {navigation !== undefined && (
        <nav className={styles.navigation} aria-label={navigationLabel}>
          <div className={column}>{navigation}</div>
        </nav>
      )}
      <main id={mainId} tabIndex={-1} className={classNames(column, styles.main)}>
        <div className={classNames(styles.content, styles[width])}>{children}</div>
      </main>
      {footer !== undefined && (
        <footer className={styles.footer}>
          <div className={column}>{footer}</div>
        </footer>
      )}
    </div>
  );
}

export type RoomShellProps = {
  readonly skipLabel: string;
  /** Where one is: «Rédaction · activité 3 de 4». Becomes the page's h1. */
  readonly title: ReactNode;
  readonly status?: ReactNode;
  readonly clock?: ReactNode;
  readonly help?: ReactNode;
  readonly density?: "comfortable" | "dense";
  readonly children: ReactNode;
};

/** The exam room and the desk: one header line, always the same, and the whole window under it. */
export function RoomShell({
  skipLabel,
  title,
  status,
  clock,
  help,
  density = "comfortable",
  children,
}: RoomShellProps): ReactNode {
  const mainId = useId();
  return (
    <div className={classNames(styles.shell, styles.room)} data-density={density === "dense" ? "dense" : undefined}>
      <a className={styles.skip} href={`#${mainId}`}>
        {skipLabel}
      </a>
      <header className={styles.roomHeader}>
        <h1 className={styles.roomTitle}>{title}</h1>
        <div className={styles.roomTools}>
          {status}
          {clock}
          {help}
        </div>
      </header>
      <main id={mainId} tabIndex={-1} className={styles.roomMain}>
        {children}
      </main>
    </div>
  );
}
