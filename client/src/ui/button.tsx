import type { ComponentProps, MouseEvent, ReactNode } from "react";
import styles from "./button.module.css";
import { classNames } from "./class-names.ts";
import { useIsSilentKey } from "./letter-keys.tsx";
import { Link, type LinkProps } from "./link.tsx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium" | "large";

type Look = {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
  readonly isWide?: boolean;
};

export type ButtonProps = Omit<ComponentProps<"button">, "type"> &
  Look & {
    readonly type?: "button" | "submit" | "reset";
    /** The action is under way: the button keeps its place and its focus, and does nothing. */
    readonly isBusy?: boolean;
    /** What the button says while it is busy; its own label by default. */
    readonly busyLabel?: string;
    /** The key that does the same, shown as a small cap while it does anything (KEY-4); the owner listens to it. */
    readonly shortcut?: string;
  };

function lookClass(
  { variant = "secondary", size = "medium", isWide = false }: Look,
  className: string | undefined,
): string {
  return classNames(styles.button, styles[variant], styles[size], isWide && styles.wide, className);
}

export function Button({
  variant,
  size,
  icon,
  isWide,
  isBusy = false,
  busyLabel,
  shortcut,
  type = "button",
  className,
  children,
  onClick,
  "aria-keyshortcuts": said,
  ...rest
}: ButtonProps): ReactNode {
  const hasKey = !useIsSilentKey(shortcut) && shortcut !== undefined;
  const saidKey = useLiveKey(said);
  const handleClick = (event: MouseEvent<HTMLButtonElement>): void => {
    if (isBusy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type={type}
      className={lookClass({ variant, size, isWide }, className)}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      aria-keyshortcuts={hasKey ? shortcut : saidKey}
      onClick={handleClick}
      {...rest}
    >
      {icon}
      <span className={styles.label}>{isBusy ? (busyLabel ?? children) : children}</span>
      {isBusy && <span className={styles.dots} aria-hidden="true" />}
      {hasKey && (
        <kbd className={styles.shortcut} aria-hidden="true">
          {shortcut}
        </kbd>
      )}
    </button>
  );
}

/** A key that nothing shows is said as long as it does anything (KEY-4). */
function useLiveKey(said: string | undefined): string | undefined {
  return useIsSilentKey(said) ? undefined : said;
}

export type LinkButtonProps = LinkProps & Look;

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({
  variant,
  size,
  icon,
  isWide,
  className,
  children,
  "aria-keyshortcuts": said,
  ...rest
}: LinkButtonProps): ReactNode {
  return (
    <Link className={lookClass({ variant, size, isWide }, className)} aria-keyshortcuts={useLiveKey(said)} {...rest}>
      {icon}
      <span className={styles.label}>{children}</span>
    </Link>
  );
}

export type IconButtonProps = Omit<ComponentProps<"button">, "type" | "children"> & {
  readonly label: string;
  readonly icon: ReactNode;
  readonly isPressed?: boolean;
  readonly size?: ButtonSize;
};

/** A square button whose name is said and shown as a tooltip, for the few actions that an icon alone tells. */
export function IconButton({
  label,
  icon,
  isPressed,
  size = "medium",
  className,
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={classNames(styles.button, styles.quiet, styles.icon, styles[size], className)}
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      {...rest}
    >
      {icon}
    </button>
  );
}
