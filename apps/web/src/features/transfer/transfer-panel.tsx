"use client";
import { Transfer } from "@openvibe/core/transfer/model";
import { Button } from "@openvibe/ui/primitives/button";
import { useQuery } from "@tanstack/react-query";
import { Download, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { upload } from "../../data/upload.ts";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { Listing } from "../shell/listing.tsx";
import { TransferRow } from "./transfer-row.tsx";

const AGAIN_MS = 2_000;
const isUnderWay = (state: string) => state === "waiting" || state === "running";

/** A workspace out as an archive, and talk of elsewhere in. */
export function TransferPanel() {
  const { client, queries, workspace } = useWorkspace();
  const transfers = useQuery(
    queries.transfer.listTransfers.queryOptions({
      input: { limit: 20 },
      // Events tell of progress; where none come through, the list is asked.
      refetchInterval: ({ state }) => (state.data?.items.some((each) => isUnderWay(each.state)) ? AGAIN_MS : false),
    }),
  );
  const [sentShare, setSentShare] = useState<number>();
  const input = useRef<HTMLInputElement>(null);
  const underWay = (kind: string) => transfers.data?.items.some((each) => each.kind === kind && isUnderWay(each.state)) ?? false;

  const { act } = useAct(queries.transfer.listTransfers.key());
  const bring = async (file: File) => {
    setSentShare(0);
    await act(() =>
      upload({
        path: "/transfers/imports",
        workspaceId: workspace.id,
        file,
        contentType: "application/zip",
        answer: Transfer,
        onProgress: setSentShare,
      }),
    );
    setSentShare(undefined);
  };

  return (
    <div className="grid grid-cols-1 gap-8">
      <section aria-label="Export" className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="w-full text-md font-semibold tracking-tight">Export</h2>
        <p className="min-w-60 flex-1 text-base text-pretty text-ink-soft">
          Everything you may read, as JSON and Markdown with all files, in one archive. Private channels that you are not in are left out.
          It can be imported into another workspace.
        </p>
        <Button look="primary" busy={underWay("export")} onClick={() => void act(() => client.transfer.startExport())}>
          <Download aria-hidden className="size-3.5" /> Export workspace
        </Button>
      </section>
      <section aria-label="Import" className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="w-full text-md font-semibold tracking-tight">Import</h2>
        <p className="min-w-60 flex-1 text-base text-pretty text-ink-soft">
          An export of a Slack workspace, or one made here. People are known again by their e-mail address; the others keep their names as
          guests. Nobody is notified, and the same archive twice makes nothing twice.
        </p>
        <input
          ref={input}
          type="file"
          accept=".zip,application/zip"
          aria-label="Archive to import"
          hidden
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            currentTarget.value = "";
            if (file) void bring(file);
          }}
        />
        <Button busy={sentShare !== undefined || underWay("import")} onClick={() => input.current?.click()}>
          <Upload aria-hidden className="size-3.5" />
          {sentShare === undefined ? "Import an archive" : `Sending, ${Math.round(sentShare * 100)} %`}
        </Button>
      </section>
      <section aria-label="Imports and exports">
        <Listing label="Imports and exports" query={transfers}>
          {(transfer) => <TransferRow key={transfer.id} transfer={transfer} />}
        </Listing>
      </section>
    </div>
  );
}
