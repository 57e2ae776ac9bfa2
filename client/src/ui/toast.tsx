import { createContext, use, useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { CloseIcon, InfoIcon, SuccessIcon } from "./icons.tsx";
import styles from "./toast.module.css";

type Toast = { readonly id: number; readonly text: string; readonly tone: "info" | "success" };
type ShowToast = (text: string, tone?: Toast["tone"]) => void;

const visibleMs = 8000;
const atMost = 2;

const ToastContext = createContext<ShowToast>(() => {});

/** Toasts say what may be missed without harm; anything else is a Notice. */
export function useToast(): ShowToast {
  return use(ToastContext);
}

export function ToastProvider({
  children,
  dismissLabel,
}: {
  readonly children: ReactNode;
  readonly dismissLabel: string;
}): ReactNode {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const nextId = useRef(0);
  const show = useCallback<ShowToast>((text, tone = "info") => {
    nextId.current += 1;
    const toast = { id: nextId.current, text, tone };
    setToasts((shown) => [...shown, toast].slice(-atMost));
  }, []);
  const dismiss = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.region} aria-live="polite">
        {toasts.map((toast) => (
          <ToastItem key={toast.id} toast={toast} dismissLabel={dismissLabel} onDismiss={dismiss} />
        ))}
      </div>
    </ToastContext>
  );
}

function ToastItem({
  toast,
  dismissLabel,
  onDismiss,
}: {
  readonly toast: Toast;
  readonly dismissLabel: string;
  readonly onDismiss: (id: number) => void;
}): ReactNode {
  const [isHeld, setHeld] = useState(false);

  // A toast leaves by itself, but not under the pointer of somebody who reads it.
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => onDismiss(toast.id), visibleMs);
    return () => clearTimeout(timer);
  }, [isHeld, toast.id, onDismiss]);

  const Icon = toast.tone === "success" ? SuccessIcon : InfoIcon;
  return (
    <div
      className={classNames(styles.toast, styles[toast.tone])}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon className={styles.icon} />
      <p>{toast.text}</p>
      <IconButton label={dismissLabel} icon={<CloseIcon />} size="small" onClick={() => onDismiss(toast.id)} />
    </div>
  );
}
