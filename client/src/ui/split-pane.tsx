import { useRef, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./split-pane.module.css";
import { useStoredState } from "./stored-state.ts";

export type SplitPaneProps = {
  readonly first: ReactNode;
  readonly second: ReactNode;
  /** «Largeur du document». */
  readonly dividerLabel: string;
  /** Where the width is remembered on this device. */
  readonly storageKey?: string;
  /** The first pane's share, in per cent. */
  readonly initial?: number;
  readonly min?: number;
  readonly max?: number;
  /** Names for the panes: they become regions that the keyboard can reach and scroll. Needed when a pane holds only text. */
  readonly firstLabel?: string;
  readonly secondLabel?: string;
  /** Beside each other, or one above the other. Where there is no room for columns, the page is one column. */
  readonly direction?: "columns" | "rows";
};

const stepPercent = 5;

/** Two panes and a divider that the pointer or the arrows move. Under 800 px all is one column, without a divider. */
export function SplitPane({
  first,
  second,
  dividerLabel,
  storageKey,
  initial = 45,
  min = 25,
  max = 75,
  firstLabel,
  secondLabel,
  direction = "columns",
}: SplitPaneProps): ReactNode {
  const isColumns = direction === "columns";
  const clamp = (percent: number): number => Math.round(Math.min(max, Math.max(min, percent)) * 10) / 10;
  const parse = (stored: string | null): number => {
    const percent = stored === null ? initial : Number(stored);
    return clamp(Number.isFinite(percent) ? percent : initial);
  };
  const widths = useStoredState(storageKey, parse);
  const heights = useStoredState(storageKey === undefined ? undefined : `${storageKey}-rows`, parse);
  const [share, setShare] = isColumns ? widths : heights;
  const box = useRef<HTMLDivElement>(null);

  const handleMove = (event: PointerEvent): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || box.current === null) return;
    const { left, top, width, height } = box.current.getBoundingClientRect();
    setShare(clamp((isColumns ? (event.clientX - left) / width : (event.clientY - top) / height) * 100));
  };
  const handleKey = (event: KeyboardEvent): void => {
    const target = {
      [isColumns ? "ArrowLeft" : "ArrowUp"]: share - stepPercent,
      [isColumns ? "ArrowRight" : "ArrowDown"]: share + stepPercent,
      Home: min,
      End: max,
      Enter: initial,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setShare(clamp(target));
  };
  const sizes: CSSProperties & { "--share": string } = { "--share": `${share}%` };

  return (
    <div className={styles.container}>
      <div ref={box} className={classNames(styles.split, styles[direction])} style={sizes}>
        <Pane className={styles.first} label={firstLabel}>
          {first}
        </Pane>
        <div
          className={styles.divider}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A separator that moves is a widget, which <hr> is not.
          role="separator"
          aria-orientation={isColumns ? "vertical" : "horizontal"}
          aria-label={dividerLabel}
          aria-valuenow={Math.round(share)}
          aria-valuemin={min}
          aria-valuemax={max}
          tabIndex={0}
          onPointerDown={(event) => {
            event.preventDefault();
            event.currentTarget.focus();
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={handleMove}
          onKeyDown={handleKey}
          onDoubleClick={() => setShare(clamp(initial))}
        />
        <Pane className={styles.second} label={secondLabel}>
          {second}
        </Pane>
      </div>
    </div>
  );
}

function Pane({
  label,
  className,
  children,
}: {
  readonly label: string | undefined;
  readonly className: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  if (label === undefined) return <div className={className}>{children}</div>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls is reached by the keyboard.
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
