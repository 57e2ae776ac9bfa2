import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button } from "#client/ui/index.ts";
import type { MediaRoom } from "../media/use-media-room.ts";
import { SelfTile } from "./self-tile.tsx";

/** One's own picture, for whoever wants it: off until asked for, because looking at oneself tires. */
export function SelfView({ room }: { readonly room: Pick<MediaRoom, "devices" | "isSpeaking"> }): ReactNode {
  const t = useT();
  const [isShown, setShown] = useState(false);
  return (
    <>
      <div>
        <Button variant="quiet" size="small" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? "rooms.hideSelf" : "rooms.showSelf")}
        </Button>
      </div>
      {isShown && <SelfTile room={room} />}
    </>
  );
}
