import type { ReactNode, SVGProps } from "react";

type IconProps = Omit<SVGProps<SVGSVGElement>, "children"> & { readonly size?: number };

/** Icons say again, by their shape, what a text beside them says: they are hidden from assistive technology. */
function icon(drawing: ReactNode) {
  return function Icon({ size = 20, ...rest }: IconProps): ReactNode {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.75}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
        {...rest}
      >
        {drawing}
      </svg>
    );
  };
}

/** Half dark, half light: how the screen looks. */
export const ContrastIcon = icon(
  <>
    <circle cx="10" cy="10" r="7.5" />
    <path d="M10 2.5a7.5 7.5 0 0 1 0 15z" fill="currentColor" />
  </>,
);
export const CheckIcon = icon(<path d="m4 10.5 4 4 8-9" strokeWidth={2.25} />);
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />);
export const ChevronDownIcon = icon(<path d="m5 7.5 5 5 5-5" />);
export const ChevronRightIcon = icon(<path d="m7.5 5 5 5-5 5" />);
export const UndoIcon = icon(<path d="M7 4 3.5 7.5 7 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H9" />);
export const RedoIcon = icon(<path d="m13 4 3.5 3.5L13 11m3-3.5H8.5a4.5 4.5 0 0 0 0 9H11" />);
export const ArrowLeftIcon = icon(<path d="M16 10H4m5-5-5 5 5 5" />);
export const InfoIcon = icon(
  <>
    <circle cx="10" cy="10" r="7.5" />
    <path d="M10 9.25v4.5M10 6.25v.1" strokeWidth={2} />
  </>,
);
export const SuccessIcon = icon(
  <>
    <circle cx="10" cy="10" r="7.5" />
    <path d="m6.75 10.25 2.25 2.25 4.25-5" />
  </>,
);
export const AttentionIcon = icon(
  <>
    <path d="M10 3 2.5 16.5h15z" />
    <path d="M10 8.25v3.5M10 14v.1" strokeWidth={2} />
  </>,
);
export const DangerIcon = icon(
  <>
    <path d="M6.75 2.5h6.5l4.25 4.25v6.5l-4.25 4.25h-6.5L2.5 13.25v-6.5z" />
    <path d="M10 6.25v4.5M10 13.5v.1" strokeWidth={2} />
  </>,
);
export const PersonIcon = icon(
  <>
    <circle cx="10" cy="6.5" r="3.5" />
    <path d="M3.5 17c.75-3.5 3.25-5 6.5-5s5.75 1.5 6.5 5" />
  </>,
);
export const HelpIcon = icon(
  <>
    <path d="M3 4.5h14v9.5h-7.5L5.5 17v-3H3z" />
    <path d="M6.5 8h7M6.5 10.75h4.5" />
  </>,
);
export const MicrophoneIcon = icon(
  <>
    <rect x="7.25" y="2.5" width="5.5" height="9" rx="2.75" />
    <path d="M4.5 9.5a5.5 5.5 0 0 0 11 0M10 15v2.5" />
  </>,
);
export const MicrophoneOffIcon = icon(
  <>
    <path d="M7.25 7V5.25a2.75 2.75 0 0 1 5.5 0v3.5m-.8 2.2A2.75 2.75 0 0 1 7.25 8.75M4.5 9.5a5.5 5.5 0 0 0 9.4 3.9M15.5 9.5c0 .6-.1 1.2-.3 1.75M10 15v2.5" />
    <path d="m3 3 14 14" />
  </>,
);
export const CameraIcon = icon(
  <>
    <rect x="2" y="5.5" width="10.5" height="9" rx="2" />
    <path d="m12.5 9.25 5.5-3v7.5l-5.5-3" />
  </>,
);
export const CameraOffIcon = icon(
  <>
    <path d="M7 5.5h3.5a2 2 0 0 1 2 2V11m0 2.5a2 2 0 0 1-1.5 1H4a2 2 0 0 1-2-2v-5c0-.9.5-1.6 1.25-1.9M12.5 9.25l5.5-3v7.5l-3.25-1.75" />
    <path d="m3 3 14 14" />
  </>,
);
export const HandIcon = icon(
  <path d="M6.25 10.5V5a1.25 1.25 0 0 1 2.5 0v4-5.5a1.25 1.25 0 0 1 2.5 0V9 4.75a1.25 1.25 0 0 1 2.5 0V9.5 7a1.25 1.25 0 0 1 2.5 0v5c0 3.5-2 5.75-5.25 5.75-2.5 0-3.75-1-4.75-2.75l-2.5-4.25c-.75-1.25 1-2.25 1.75-1.25z" />,
);
export const ClockIcon = icon(
  <>
    <circle cx="10" cy="10" r="7.5" />
    <path d="M10 5.75V10l2.75 2" />
  </>,
);
export const CloudIcon = icon(
  <path d="M6 15.5a3.75 3.75 0 0 1-.25-7.5A4.75 4.75 0 0 1 15 9.25a3.15 3.15 0 0 1-.25 6.25z" />,
);
export const DeviceIcon = icon(
  <>
    <rect x="3.5" y="4" width="13" height="9" rx="1.25" />
    <path d="M2 16h16" />
  </>,
);
