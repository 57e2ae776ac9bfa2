import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./tabs.module.css";

export type Tab<Id extends string> = {
  readonly id: Id;
  readonly label: ReactNode;
  readonly content: ReactNode;
  /** A count or a mark after the label. */
  readonly aside?: ReactNode;
};

export type TabsProps<Id extends string> = {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  /** Given with `onSelect` when the owner keeps the choice; else the tabs do. */
  readonly selected?: Id;
  readonly onSelect?: (id: Id) => void;
  /** The panels fill the height and scroll on their own, each keeping its place. */
  readonly isFilling?: boolean;
};

/** Panels stay mounted: a text keeps its place when one comes back to it. Arrows, Home and End move. */
export function Tabs<Id extends string>({
  label,
  tabs,
  selected,
  onSelect,
  isFilling = false,
}: TabsProps<Id>): ReactNode {
  const baseId = useId();
  const [ownSelected, setOwnSelected] = useState<Id | undefined>(tabs[0]?.id);
  const list = useRef<HTMLDivElement>(null);
  const current = selected ?? ownSelected;

  const select = (id: Id): void => {
    setOwnSelected(id);
    onSelect?.(id);
  };
  const handleKey = (event: KeyboardEvent): void => {
    const index = tabs.findIndex((tab) => tab.id === current);
    const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (target === undefined) return;
    const tab = tabs[(target + tabs.length) % tabs.length];
    if (tab === undefined) return;
    event.preventDefault();
    select(tab.id);
    list.current?.querySelector<HTMLElement>(`[id="${baseId}-tab-${tab.id}"]`)?.focus();
  };

  return (
    <div className={classNames(styles.tabs, isFilling && styles.filling)}>
      <div ref={list} className={styles.list} role="tablist" aria-label={label}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${baseId}-tab-${tab.id}`}
            className={styles.tab}
            aria-selected={tab.id === current}
            aria-controls={`${baseId}-panel-${tab.id}`}
            tabIndex={tab.id === current ? 0 : -1}
            onClick={() => select(tab.id)}
            onKeyDown={handleKey}
          >
            {tab.label}
            {tab.aside}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.id}
          role="tabpanel"
          id={`${baseId}-panel-${tab.id}`}
          aria-labelledby={`${baseId}-tab-${tab.id}`}
          className={styles.panel}
          tabIndex={0}
          data-selected={tab.id === current}
          inert={tab.id !== current}
        >
          {tab.content}
        </div>
      ))}
    </div>
  );
}
