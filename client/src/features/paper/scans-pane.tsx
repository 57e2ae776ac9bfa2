import { useEffect, useRef, useState, type ReactNode } from "react";
import { useQuery } from "@tanstack/react-query";
import { isScanMime, maxScanBytes } from "#shared/domain/paper/scan-type.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { paperSessions, scanFile, transcription, uploadScan } from "#shared/protocol/paper.ts";
import { useT } from "#client/app/i18n.tsx";
import { call, CallError } from "#client/net/http.ts";
import { useChange } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, EmptyState, ErrorNotice, useToast } from "#client/ui/index.ts";
import styles from "./paper.module.css";

type Scans = RouteAnswer<typeof transcription>["scans"];

export interface ScansPaneProps {
  readonly sittingId: string;
  readonly name: string;
  readonly scans: Scans;
  readonly isSealed: boolean;
}

/** The pages of the copy: add one, replace one, look at one. */
export function ScansPane({ sittingId, name, scans, isSealed }: ScansPaneProps): ReactNode {
  const t = useT();
  const [chosen, setChosen] = useState<number>();
  const shown = scans.find(({ page }) => page === chosen) ?? scans[0];
  const next = (scans.at(-1)?.page ?? 0) + 1;
  return (
    <section className="stack" aria-label={t("inperson.pages")}>
      <h2>{t("inperson.pages")}</h2>
      {scans.length === 0 && <EmptyState title={t("inperson.noPages")}>{t("inperson.noPagesWhy")}</EmptyState>}
      <div className="row">
        {scans.map(({ page }) => (
          <Button key={page} size="small" aria-pressed={page === shown?.page} onClick={() => setChosen(page)}>
            {t("inperson.page", { page })}
          </Button>
        ))}
      </div>
      {shown && <ScanView key={shown.sha256} sittingId={sittingId} name={name} scan={shown} />}
      {!isSealed && (
        <div className="stack">
          <div className="row">
            <UploadButton sittingId={sittingId} page={next} label={t("inperson.addPage")} onStored={setChosen} />
            {shown && (
              <UploadButton
                sittingId={sittingId}
                page={shown.page}
                label={t("inperson.replacePage", { page: shown.page })}
                onStored={setChosen}
              />
            )}
          </div>
          <p className="quiet small">{t("inperson.addPageHint")}</p>
        </div>
      )}
    </section>
  );
}

function UploadButton({
  sittingId,
  page,
  label,
  onStored,
}: {
  readonly sittingId: string;
  readonly page: number;
  readonly label: string;
  readonly onStored: (page: number) => void;
}): ReactNode {
  const t = useT();
  const showToast = useToast();
  const input = useRef<HTMLInputElement>(null);
  const [isWrongType, setWrongType] = useState(false);
  const [refusal, setRefusal] = useState<CallError>();
  const upload = useChange(uploadScan, [transcription, paperSessions]);
  const send = async (file: File): Promise<void> => {
    upload.reset();
    // Said at once, without sending ten megabytes for nothing; the server checks again.
    const hasType = isScanMime(file.type);
    setWrongType(!hasType);
    if (!hasType) return setRefusal(undefined);
    const code = file.size === 0 ? "UPLOAD_EMPTY" : file.size > maxScanBytes ? "TOO_LARGE" : undefined;
    setRefusal(code ? new CallError(code) : undefined);
    if (code) return;
    const bytes = await file.arrayBuffer();
    upload.mutate(
      { params: { sittingId, page }, body: { bytes, mime: file.type } },
      {
        onSuccess: () => {
          showToast(t("inperson.pageStored", { page }), "success");
          onStored(page);
        },
      },
    );
  };
  return (
    <div className="stack">
      <input
        ref={input}
        type="file"
        className={styles.file}
        aria-label={label}
        tabIndex={-1}
        accept="application/pdf,image/jpeg,image/png"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) void send(file);
        }}
      />
      <Button isBusy={upload.isPending} onClick={() => input.current?.click()}>
        {label}
      </Button>
      {isWrongType && <ErrorNotice title={t("inperson.scanType")} />}
      <RefusalNotice error={refusal ?? upload.error} />
    </div>
  );
}

function ScanView({
  sittingId,
  name,
  scan,
}: {
  readonly sittingId: string;
  readonly name: string;
  readonly scan: Scans[number];
}): ReactNode {
  const t = useT();
  const params = { sittingId, page: scan.page };
  const file = useQuery<Blob, CallError>({
    queryKey: [scanFile.name, params, scan.sha256],
    queryFn: async ({ signal }) => {
      const answer: unknown = await call(scanFile, { params }, { signal });
      if (!(answer instanceof Blob)) throw new CallError("UNAVAILABLE");
      return answer;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Fetched query={file}>
      {(blob) => (
        <BlobView
          blob={blob}
          isPdf={scan.mime === "application/pdf"}
          label={t("inperson.scanOf", { page: scan.page, name })}
        />
      )}
    </Fetched>
  );
}

function BlobView({
  blob,
  isPdf,
  label,
}: {
  readonly blob: Blob;
  readonly isPdf: boolean;
  readonly label: string;
}): ReactNode {
  const t = useT();
  const image = useRef<HTMLImageElement>(null);
  // An object's address lives as long as it is shown.
  useEffect(() => {
    const address = URL.createObjectURL(blob);
    if (image.current) image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [blob]);
  // The new window needs its address for as long as it is open, which nobody here can know.
  const openAside = (): void => void window.open(URL.createObjectURL(blob), "_blank", "noreferrer");
  if (!isPdf) return <img ref={image} alt={label} className={styles.scan} />;
  return <Button onClick={openAside}>{t("inperson.openPdf")}</Button>;
}
