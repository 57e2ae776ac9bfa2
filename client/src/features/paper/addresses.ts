export const paperAddresses = {
  home: "/accueil",
  rescue: (sittingId: string) => `/secours/${sittingId}`,
  keying: (sittingId: string) => `/accueil/${sittingId}/lecture`,
  text: (sittingId: string) => `/accueil/${sittingId}/texte`,
  kit: (sittingId: string, activity: "READING" | "WRITING") =>
    `/accueil/${sittingId}/copie/${activity === "READING" ? "lecture" : "redaction"}`,
} as const;
