import { InsteadOf, whoDid } from "../chat/instead-of.tsx";

/** Says that no language model made the plan although there is one, and why. */
export function WhyRules({ why }: { why: string | null | undefined }) {
  if (!why) return null;
  return (
    <InsteadOf className="basis-full">
      {whoDid("offline", "made this plan")}: <bdi>{why}</bdi>
    </InsteadOf>
  );
}
