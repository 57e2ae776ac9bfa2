/** What an installation may decide about the exam room; the same for everybody and in both modes. */
export interface RoomPolicy {
  /** Off: the length is a guide for the writer, not a measure, and a running number disturbs. */
  readonly showsWordCount: boolean;
  /** May passages of the exam's documents be copied into the text? */
  readonly mayCopyDocuments: boolean;
  /** When the clock says softly how many minutes are left: three times. */
  readonly clockWarningMinutes: number[];
  /** After so many minutes without the server a rescue file is offered. */
  readonly rescueAfterMinutes: number;
}

export const defaultRoomPolicy: RoomPolicy = {
  showsWordCount: false,
  mayCopyDocuments: false,
  clockWarningMinutes: [15, 5, 1],
  rescueAfterMinutes: 3,
};
