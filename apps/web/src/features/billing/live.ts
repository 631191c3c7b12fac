import { BillingEvents } from "@openvibe/core/billing/model";
import { KeyEvents } from "@openvibe/core/keys/model";
import { ModelEvents } from "@openvibe/core/models/model";
import { type Cache, onEvent } from "../../data/live-event.ts";

const readMoney = ({ client, queries }: Cache) => void client.invalidateQueries({ queryKey: queries.billing.key() });
const readModels = ({ client, queries }: Cache) => void client.invalidateQueries({ queryKey: queries.gateway.key() });
const readKeys = (cache: Cache) => {
  void cache.client.invalidateQueries({ queryKey: cache.queries.keys.key() });
  readModels(cache);
};

export const moneyEvents = [
  onEvent(BillingEvents.BudgetAlert, readMoney),
  onEvent(BillingEvents.BudgetSet, readMoney),
  onEvent(BillingEvents.BudgetRemoved, readMoney),
  onEvent(BillingEvents.CreditGranted, readMoney),
  onEvent(KeyEvents.ProviderKeyAdded, readKeys),
  onEvent(KeyEvents.ProviderKeyRotated, readKeys),
  onEvent(KeyEvents.ProviderKeyRevoked, readKeys),
  onEvent(KeyEvents.VirtualKeyCreated, readKeys),
  onEvent(KeyEvents.VirtualKeyRevoked, readKeys),
  onEvent(KeyEvents.KeysChanged, readKeys),
  onEvent(ModelEvents.ModelSet, readModels),
  onEvent(ModelEvents.ModelRemoved, readModels),
];
