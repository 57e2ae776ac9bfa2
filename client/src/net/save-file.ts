/** Hands a file that came over the network to the browser's downloads. */
export function saveFile(file: unknown, name: string): void {
  if (!(file instanceof Blob)) throw new TypeError("A file route answers a file.");
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
