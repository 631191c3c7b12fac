"use client";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { fieldOf, messageOf } from "./errors.ts";

/** What a form says once it is checked: a schema's `safeParse`, or `refuse`. */
type Checked<Input> = { success: true; data: Input } | Refused;
interface Refused {
  success: false;
  error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] };
}

/** For what a schema cannot say in words that a person understands. */
export function refuse(field: string, message: string): Refused {
  return { success: false, error: { issues: [{ path: [field], message }] } };
}

interface Form<Input> {
  read: (form: FormData) => Checked<Input>;
  send: (input: Input) => Promise<unknown>;
  /** At which field a refusal of the server stands that names none. */
  refusedAt?: string;
  /** What is read anew once it is sent. */
  stale?: readonly QueryKey[];
}

/** Reads a form, checks it and sends it; what is wrong is kept by field, until the next attempt. */
export function useSubmit<Input>({ read, send, refusedAt = "", stale = [] }: Form<Input>) {
  const cache = useQueryClient();
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const submit = async (form: FormData) => {
    const input = read(form);
    if (!input.success) {
      // The first issue of a field is the one that a person can act on.
      setProblems(Object.fromEntries(input.error.issues.map(({ path, message }) => [String(path[0] ?? refusedAt), message]).toReversed()));
      return;
    }
    setProblems({});
    setBusy(true);
    try {
      await send(input.data);
      await Promise.all(stale.map((queryKey) => cache.invalidateQueries({ queryKey })));
    } catch (error) {
      setProblems({ [fieldOf(error) ?? refusedAt]: messageOf(error) });
    }
    setBusy(false);
  };
  return {
    busy,
    problems,
    /** For forms that show one line. */
    problem: Object.values(problems)[0],
    onSubmit: (event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault();
      if (!busy) void submit(new FormData(event.currentTarget));
    },
  };
}
