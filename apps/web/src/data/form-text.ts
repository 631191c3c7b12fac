/** The text of a form's field; a file or a missing field is an empty one. */
export function formText(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}
