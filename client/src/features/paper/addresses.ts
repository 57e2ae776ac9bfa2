export const paperAddresses = {
  home: "/accueil",
  newDate: (sittingId: string) => `/nouvelle-date/${sittingId}`,
  rescue: (sittingId: string) => `/secours/${sittingId}`,
  keying: (sittingId: string) => `/accueil/${sittingId}/lecture`,
  text: (sittingId: string) => `/accueil/${sittingId}/texte`,
  kit: (sittingId: string, activity: "READING" | "WRITING") =>
    `/accueil/${sittingId}/copie/${activity === "READING" ? "lecture" : "redaction"}`,
} as const;
