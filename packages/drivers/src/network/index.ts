/** Which addresses may be dialled: for everything that goes where people or their apps point to. */
export { isInside } from "./is-inside.ts";
export { checkAddress, checkedLookup, type AddressRules, type Lookup, type Reach } from "./checked-address.ts";
