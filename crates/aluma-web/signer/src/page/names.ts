// Lists of names as people have them: lines, or a table whose first column they are.

/** Names in one list at most: an allowance of a day is not much more. */
const MOST = 100;

/** The names of a list: the first column of each line. */
export function namesOf(text: string): string[] {
  const first = (line: string): string => (line.split(/[,;\t]/)[0] ?? "").replaceAll('"', "").trim();
  return text.split(/\r?\n/).map(first).filter((name) => name !== "").slice(0, MOST);
}
