import * as contract from "#shared/protocol/items.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { formItems } from "./form-items.ts";
import { voidEffect, voidItem } from "./void-item.ts";

export const itemRoutes: readonly BoundRoute[] = [
  serve(contract.formItems, formItems),
  serve(contract.voidEffect, voidEffect),
  serve(contract.voidItem, voidItem),
];
