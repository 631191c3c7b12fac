/**
 * What can be seen and pressed, but with something else lying over its middle. Not meant are what is shut off behind a dialog or menu, what lets
 * clicks through, what only a screen reader sees (cut to nothing, or see-through), what is scrolled away, under something that stays put too, and
 * what lies under the tools of another row, which go with the pointer.
 */
export function covered(): string[] {
  const CONTROLS =
    "a[href], button, input, select, textarea, summary, [tabindex='0'], [role=checkbox], [role=switch], [role=option], [role^=menuitem]";
  const parents = (each: Element): Element[] => (each.parentElement ? [each.parentElement, ...parents(each.parentElement)] : []);
  const clips = (each: Element) => getComputedStyle(each).overflow !== "visible";
  const middle = (each: Element) => {
    // What runs over several lines is pressed on its first one.
    const { x, y, width, height } = each.getClientRects()[0] ?? each.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  };
  const isInView = (each: Element) => {
    const { x, y } = middle(each);
    const within = ({ left, right, top, bottom }: { left: number; right: number; top: number; bottom: number }) =>
      x >= left && x <= right && y >= top && y <= bottom;
    const view = { left: 0, right: innerWidth - 1, top: 0, bottom: innerHeight - 1 };
    const frames = parents(each).filter(clips);
    const isForReaders = parents(each)
      .concat(each)
      .some((part) => getComputedStyle(part).clipPath === "inset(50%)");
    return !isForReaders && within(view) && frames.every((frame) => within(frame.getBoundingClientRect()));
  };
  const over = (each: HTMLElement) => {
    const { x, y } = middle(each);
    const found = document.elementFromPoint(x, y);
    const labels = "labels" in each ? [...((each as HTMLInputElement).labels ?? [])] : [];
    const row = found?.closest("[role=toolbar]")?.parentElement;
    const goesAside = row?.matches(":hover") && !row.contains(each);
    return !found || goesAside || [each, ...labels].some((own) => own.contains(found)) ? undefined : found;
  };
  /** Asked again in the middle of what it is scrolled in, where no heading that stays put can lie. */
  const overScrolled = (each: HTMLElement) => {
    const stood = parents(each).map((frame) => [frame, frame.scrollLeft, frame.scrollTop] as const);
    each.scrollIntoView({ block: "center", behavior: "instant" });
    const found = over(each);
    for (const [frame, left, top] of stood) frame.scrollTo({ left, top, behavior: "instant" });
    return found;
  };
  const name = (each: Element) =>
    `${each.tagName} ${each.getAttribute("aria-label") ?? each.textContent.trim().slice(0, 40)} (${(each.getAttribute("class") ?? "").slice(0, 80)})`;
  const shut = "[inert], [aria-hidden=true], [data-base-ui-inert]";
  return [...document.querySelectorAll<HTMLElement>(CONTROLS)]
    .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !each.closest(shut))
    .filter((each) => getComputedStyle(each).pointerEvents !== "none" && isInView(each) && over(each))
    .flatMap((each) => {
      const found = overScrolled(each);
      return found ? [`${name(each)} under ${name(found)}`] : [];
    });
}
