import * as keys from "@openvibe/core/keys";
import { member, pageOf } from "./base.ts";

const { AddProviderKey, ByProviderKey, KeyUse, ListKeyUses, ListProviderKeys, ProviderKey, RotateProviderKey } = keys;
const { ByVirtualKey, CreatedVirtualKey, CreateVirtualKey, ListVirtualKeys, VirtualKey } = keys;

export const keysApi = {
  addProviderKey: member
    .route({
      method: "POST",
      path: "/model/provider-keys",
      summary: "Bring a key of your own; it is tried, then sealed, and never shown again",
    })
    .input(AddProviderKey)
    .output(ProviderKey)
    .handler(({ context, input }) => keys.addProviderKey(context, input)),
  listProviderKeys: member
    .route({ method: "GET", path: "/model/provider-keys", summary: "Your own keys of providers; the workspace's too for its admins" })
    .input(ListProviderKeys)
    .output(pageOf(ProviderKey))
    .handler(({ context, input }) => keys.listProviderKeys(context, input)),
  rotateProviderKey: member
    .route({
      method: "POST",
      path: "/model/provider-keys/{keyId}/rotate",
      summary: "A new key in the place of the old one, once it was tried",
    })
    .input(RotateProviderKey)
    .output(ProviderKey)
    .handler(({ context, input }) => keys.rotateProviderKey(context, input)),
  testProviderKey: member
    .route({ method: "POST", path: "/model/provider-keys/{keyId}/test", summary: "Try a key once more, and learn what models there are" })
    .input(ByProviderKey)
    .output(ProviderKey)
    .handler(({ context, input }) => keys.testProviderKey(context, input)),
  revokeProviderKey: member
    .route({ method: "DELETE", path: "/model/provider-keys/{keyId}", summary: "Forget a key; no call begins with it any more" })
    .input(ByProviderKey)
    .output(ProviderKey)
    .handler(({ context, input }) => keys.revokeProviderKey(context, input)),
  listKeyUses: member
    .route({
      method: "GET",
      path: "/model/provider-keys/{keyId}/uses",
      summary: "The calls that a key was used for: when, by whom, for what, which model, what it cost",
    })
    .input(ListKeyUses)
    .output(pageOf(KeyUse))
    .handler(({ context, input }) => keys.listKeyUses(context, input)),
  listVirtualKeyUses: member
    .route({
      method: "GET",
      path: "/model/virtual-keys/{keyId}/uses",
      summary: "The calls that came with a key of an app or tool: when, for what, which model, what it cost",
    })
    .input(ListKeyUses)
    .output(pageOf(KeyUse))
    .handler(({ context, input }) => keys.listVirtualKeyUses(context, input)),
  createVirtualKey: member
    .route({
      method: "POST",
      path: "/model/virtual-keys",
      summary: "A key for an app or an outside tool to call models with; shown this once",
    })
    .input(CreateVirtualKey)
    .output(CreatedVirtualKey)
    .handler(({ context, input }) => keys.createVirtualKey(context, input)),
  listVirtualKeys: member
    .route({ method: "GET", path: "/model/virtual-keys", summary: "Keys of apps and outside tools" })
    .input(ListVirtualKeys)
    .output(pageOf(VirtualKey))
    .handler(({ context, input }) => keys.listVirtualKeys(context, input)),
  revokeVirtualKey: member
    .route({ method: "DELETE", path: "/model/virtual-keys/{keyId}", summary: "End a key at once" })
    .input(ByVirtualKey)
    .output(VirtualKey)
    .handler(({ context, input }) => keys.revokeVirtualKey(context, input)),
};
