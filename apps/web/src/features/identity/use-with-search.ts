import { useSearch } from "../shell/navigation.tsx";

/** From one page of the entrance to another: what led here, such as a tool's request, goes along. */
export function useWithSearch(): (path: string) => string {
  const search = useSearch().toString();
  return (path) => (search === "" ? path : `${path}?${search}`);
}
