export const INSTALL =
  "bubblewrap, which isolates apps from this machine, is missing: install it with `sudo apt-get install bubblewrap` or `sudo dnf install bubblewrap`.";

/** One sentence for the operator from what bubblewrap wrote. */
export function explainFailure(output: string): string {
  const line = output.trim().split("\n").at(-1) ?? "";
  if (/setting up uid map|Creating new namespace failed|No permissions to create|Failed RTM_NEWADDR|clone/i.test(output)) {
    return (
      "This machine does not let bubblewrap make namespaces: on Ubuntu run " +
      "`sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`, in a container start it with " +
      `\`--security-opt seccomp=unconfined --security-opt apparmor=unconfined\` (${line}).`
    );
  }
  if (/mount proc/i.test(output)) {
    return `bubblewrap may not mount /proc here: start the container with \`--security-opt systempaths=unconfined\` (${line}).`;
  }
  return `The sandbox did not start (${line}): try \`bwrap --unshare-all --ro-bind / / true\` to see why.`;
}
