import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { anchorAt, joinedText, type Annotation } from "#shared/domain/marking/annotations.ts";
import { inOrder } from "#shared/domain/marking/merge-drafts.ts";
import type { GridView } from "#shared/protocol/grid.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, VisuallyHidden } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import { MarkedText, selectedSpan } from "./marked-text.tsx";
import { RemarkDialog } from "./remark-dialog.tsx";
import { useWordCursor } from "./use-word-cursor.ts";
import styles from "./script-page.module.css";

export interface RemarksProps {
  readonly grid: GridView;
  readonly paragraphs: readonly string[];
  readonly annotations: readonly Annotation[];
  /** They were handed in with the mark already, and are read. */
  readonly areHandedIn?: boolean;
  readonly onChange: (annotations: readonly Annotation[]) => void;
}

/** The text, and the marker's remarks on it: by pointer on a selection, by keyboard word by word. */
export function Remarks({ grid, paragraphs, annotations, areHandedIn = false, onChange }: RemarksProps): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const how = areHandedIn ? "corrections.remarkHow" : "marking.remarkHow";
  const text = joinedText(paragraphs);
  const box = useRef<HTMLDivElement>(null);
  const cursor = useWordCursor(text);
  const [edited, setEdited] = useState<{ readonly remark: Annotation; readonly place: number | undefined }>();

  const ask = (span: { readonly start: number; readonly end: number } | undefined): void => {
    const anchor = span && anchorAt(text, span.start, span.end);
    if (anchor) setEdited({ remark: { ...anchor, criterion: null, note: "" }, place: undefined });
  };
  const press = (): void => {
    const selected = selectedSpan(box.current);
    if (selected) ask(selected);
    else if (cursor.span) ask(cursor.span);
    else cursor.begin();
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (cursor.move(event)) return;
    if (event.key === "Escape" && cursor.span) cursor.leave();
  };
  const keep = (remark: Annotation): void => {
    const others = annotations.filter((_one, place) => place !== edited?.place);
    onChange(inOrder([...others, remark]));
    setEdited(undefined);
    cursor.leave();
    document.getSelection()?.removeAllRanges();
  };

  return (
    <>
      <div className="row row-between">
        <p className="quiet small">{t(cursor.span ? "marking.remarkCursor" : how)}</p>
        <Button
          size="small"
          data-remark
          aria-keyshortcuts="a"
          aria-pressed={cursor.span !== undefined}
          // A click must not undo the selection that it is about.
          onPointerDown={(event) => event.preventDefault()}
          onClick={press}
          onKeyDown={handleKey}
          onBlur={() => edited ?? cursor.leave()}
        >
          {t("marking.remark")}
        </Button>
      </div>
      <VisuallyHidden aria-live="polite" lang={lang}>
        {cursor.span ? text.slice(cursor.span.start, cursor.span.end) : ""}
      </VisuallyHidden>
      <MarkedText ref={box} paragraphs={paragraphs} annotations={annotations} cursor={cursor.span} />
      {annotations.length > 0 && (
        <section className="stack">
          <h3>{t("marking.remarks")}</h3>
          <ol className={styles.remarks}>
            {annotations.map((remark, place) => (
              <li key={`${remark.start}-${remark.end}-${remark.note}`}>
                <span className="row row-between">
                  <span>
                    <q className="quiet small" lang={lang}>
                      {remark.quote}
                    </q>{" "}
                    {remark.criterion && <strong>{remark.criterion}</strong>}
                  </span>
                  <span className="row">
                    <Button size="small" variant="quiet" onClick={() => setEdited({ remark, place })}>
                      {t("marking.remarkEdit")}
                      <VisuallyHidden>{` ${place + 1}`}</VisuallyHidden>
                    </Button>
                    <Button
                      size="small"
                      variant="quiet"
                      onClick={() => onChange(annotations.filter((_one, index) => index !== place))}
                    >
                      {t("marking.remarkRemove")}
                      <VisuallyHidden>{` ${place + 1}`}</VisuallyHidden>
                    </Button>
                  </span>
                </span>
                {remark.note !== "" && <p>{remark.note}</p>}
              </li>
            ))}
          </ol>
        </section>
      )}
      {edited && <RemarkDialog remark={edited.remark} grid={grid} onKeep={keep} onClose={() => setEdited(undefined)} />}
    </>
  );
}
