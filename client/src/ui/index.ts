/**
 * The design system: components without data and without words of their own. Every page fetches the whole of this list:
 * what only a few of them show is imported from its own file.
 */
export { Badge, StateTag } from "./badge.tsx";
export type { StateShape, StateTagProps, Tone } from "./badge.tsx";
export { Button, IconButton, LinkButton } from "./button.tsx";
export type { ButtonProps, ButtonSize, ButtonVariant, IconButtonProps, LinkButtonProps } from "./button.tsx";
export { Card } from "./card.tsx";
export type { CardProps } from "./card.tsx";
export { Checkbox, RadioGroup } from "./choice.tsx";
export type { CheckboxProps, RadioGroupProps, RadioOption } from "./choice.tsx";
export { classNames } from "./class-names.ts";
export { ConfirmDialog, Dialog } from "./dialog.tsx";
export type { ConfirmDialogProps, DialogProps } from "./dialog.tsx";
export { Disclosure } from "./disclosure.tsx";
export type { DisclosureProps } from "./disclosure.tsx";
export { Field, SelectField, TextAreaField, TextField } from "./field.tsx";
export type { FieldControl, FieldProps, SelectFieldProps } from "./field.tsx";
export * from "./icons.tsx";
export { Link, LinkProvider } from "./link.tsx";
export type { LinkProps } from "./link.tsx";
export { ErrorNotice, Notice } from "./notice.tsx";
export type { ErrorNoticeProps, NoticeProps, NoticeTone } from "./notice.tsx";
export { PageHeader } from "./page-header.tsx";
export type { PageHeaderProps } from "./page-header.tsx";
export { EmptyState, Skeleton } from "./placeholders.tsx";
export type { EmptyStateProps, SkeletonProps } from "./placeholders.tsx";
export { Meter, ProgressBar } from "./progress.tsx";
export type { MeterProps } from "./progress.tsx";
export { ProgressSteps } from "./progress-steps.tsx";
export type { ProgressStepsProps, Step, StepState } from "./progress-steps.tsx";
export { AppShell, RoomShell } from "./shell.tsx";
export type { AppShellProps, RoomShellProps } from "./shell.tsx";
export { isSilentKey, LetterKeysSwitch, useIsSilentKey } from "./letter-keys.tsx";
export { forgetPreferences, readStored, useStoredState, writeStored } from "./stored-state.ts";
export { Table } from "./table.tsx";
export type { Column, SortOrder, TableProps } from "./table.tsx";
export { presetTheme, restoreTheme, themes, ThemeSwitch, useTheme } from "./theme.tsx";
export type { Theme, ThemeSwitchProps } from "./theme.tsx";
export { ToastProvider, useToast } from "./toast.tsx";
export { SaysChanges, VisuallyHidden } from "./visually-hidden.tsx";
