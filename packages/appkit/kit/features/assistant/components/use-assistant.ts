import { useMutation, useQuery } from "@tanstack/react-query";
import { request } from "../../../shared/client/api.ts";
import type { Readiness, Written } from "../types/assistant.ts";

const ROOT = "/api/example-slug";

/** Whether the app may ask a model; undefined while that is not known. */
export function useReady(enabled = true): boolean | undefined {
  const query = useQuery({ queryKey: ["example-slug", "ready"], queryFn: () => request<Readiness>("GET", ROOT), enabled });
  return query.data?.ready;
}

export function useAnswer() {
  return useMutation({ mutationFn: (question: string) => request<Written>("POST", `${ROOT}/answers`, { question }) });
}

export function useWriting(rowId: string) {
  return useMutation({
    mutationFn: (what: "summary" | "draft") => request<Written>("POST", `${ROOT}/${encodeURIComponent(rowId)}/${what}`),
  });
}
