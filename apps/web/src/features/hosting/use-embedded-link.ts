import { useEffect, useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";

/** A link that signs in once. It is no cached value: reading it again would load the frame again. */
export function useEmbeddedLink(appId: string): { url: string | undefined; problem: string | undefined; retry: () => void } {
  const { client } = useWorkspace();
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<{ url?: string; problem?: string }>({});
  useEffect(() => {
    // A frame that was out of sight for a while goes on where it was.
    if (answer.url) return undefined;
    let over = false;
    client.hosting.openApp({ appId, embedded: true }).then(
      ({ url }) => !over && setAnswer({ url }),
      (error: unknown) => !over && setAnswer({ problem: messageOf(error) }),
    );
    return () => {
      over = true;
    };
  }, [client, appId, attempt, answer.url]);
  return {
    url: answer.url,
    problem: answer.problem,
    retry: () => {
      setAnswer({});
      setAttempt((count) => count + 1);
    },
  };
}
