import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Notice } from "#client/ui/index.ts";
import type { RoomMate } from "../media/use-media-room.ts";

/** Everybody's voice. A browser may refuse to play before the person has touched the page: then a button does it. */
export function RemoteSounds({
  mates,
  onPlaying,
}: {
  readonly mates: readonly RoomMate[];
  /** False while the browser refuses: then nobody is heard here. */
  readonly onPlaying: (isPlaying: boolean) => void;
}): ReactNode {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const [isBlocked, setBlocked] = useState(false);
  const playAll = useCallback((): void => {
    const elements = [...(box.current?.querySelectorAll("audio") ?? [])];
    void Promise.all(elements.map((element) => element.play())).then(
      () => setBlocked(false),
      (error: unknown) => {
        // Another play, or a stream that left, interrupts this one: only a refusal needs the person.
        if (error instanceof DOMException && error.name === "NotAllowedError") setBlocked(true);
      },
    );
  }, []);
  // Whoever speaks is to know that they are not heard here.
  useEffect(() => onPlaying(!isBlocked), [isBlocked, onPlaying]);
  return (
    <>
      <div ref={box} hidden>
        {mates.map(({ peer, microphone }) =>
          microphone ? <Sound key={peer} stream={microphone.stream} onReady={playAll} /> : null,
        )}
      </div>
      {isBlocked && (
        <Notice
          tone="attention"
          title={t("rooms.soundBlocked")}
          actions={
            <Button variant="primary" onClick={playAll}>
              {t("rooms.playSound")}
            </Button>
          }
        />
      )}
    </>
  );
}

function Sound({ stream, onReady }: { readonly stream: MediaStream; readonly onReady: () => void }): ReactNode {
  const audio = useRef<HTMLAudioElement>(null);
  // A stream is an object, not an attribute: React cannot write it.
  useEffect(() => {
    if (!audio.current) return;
    audio.current.srcObject = stream;
    onReady();
  }, [stream, onReady]);
  return <audio ref={audio} data-testid="remote-audio" />;
}
