import type { AppSpec, Feature, FeatureKind, Slice } from "@openvibe/appspec";
import { GenerationError } from "../generation-error.ts";
import { emitAssistantSlice } from "./assistant/index.ts";
import { emitCalculatorSlice } from "./calculator/index.ts";
import { emitCommentsSlice } from "./comments/index.ts";
import { emitContactSlice } from "./contact/index.ts";
import { emitConverterSlice } from "./converter/index.ts";
import { emitDashboardSlice } from "./dashboard/index.ts";
import { emitLikesSlice } from "./likes/index.ts";
import { emitNewsletterSlice } from "./newsletter/index.ts";
import { emitQuizSlice } from "./quiz/index.ts";
import { emitReviewsSlice } from "./reviews/index.ts";
import { emitSearchSlice } from "./search/index.ts";
import { emitTimerSlice } from "./timer/index.ts";
import { emitGameSlice } from "./game/index.ts";
import { emitCartSlice } from "./cart/index.ts";
import { emitBookingSlice } from "./booking/index.ts";
import { emitChatRoomSlice } from "./chat-room/index.ts";
import type { FeatureEmitter, PreviousFiles, SliceOutput } from "./slice-output.ts";

/** One emitter per feature kind, each in `slices/<kind>/`. */
const FEATURE_EMITTERS: { [K in FeatureKind]?: FeatureEmitter<K> } = {
  assistant: emitAssistantSlice,
  chatRoom: emitChatRoomSlice,
  booking: emitBookingSlice,
  cart: emitCartSlice,
  game: emitGameSlice,
  calculator: emitCalculatorSlice,
  comments: emitCommentsSlice,
  contact: emitContactSlice,
  converter: emitConverterSlice,
  dashboard: emitDashboardSlice,
  likes: emitLikesSlice,
  newsletter: emitNewsletterSlice,
  quiz: emitQuizSlice,
  reviews: emitReviewsSlice,
  search: emitSearchSlice,
  timer: emitTimerSlice,
};

export function emitFeature(spec: AppSpec, feature: Feature, slice: Slice, previous: PreviousFiles): SliceOutput {
  const emitter = FEATURE_EMITTERS[feature.kind] as FeatureEmitter<FeatureKind> | undefined;
  if (!emitter) throw new GenerationError(`The generator cannot make the feature "${feature.kind}" yet; leave it out of the spec`);
  return emitter(spec, feature, slice, previous);
}

export function canEmit(kind: FeatureKind): boolean {
  return FEATURE_EMITTERS[kind] !== undefined;
}
