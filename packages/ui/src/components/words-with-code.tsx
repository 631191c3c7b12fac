/** A line in which what stands between backticks, such as a number to ask about, is small and taken whole by one press. */
export function WordsWithCode({ children }: { children: string }) {
  return children.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <code key={index} className="text-2xs select-all">
        {part}
      </code>
    ),
  );
}
