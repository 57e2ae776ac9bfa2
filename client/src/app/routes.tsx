import type { ComponentType } from "react";
import { createBrowserRouter, type RouteObject } from "react-router";
import { HomePage } from "#client/app/pages/home-page.tsx";
import { NotFoundPage, RouteError } from "#client/app/pages/route-error.tsx";
import { SiteLayout, type PageHandle } from "#client/app/site-layout.tsx";

/** Every address of the client. Pages are loaded when they are visited; `handle` says how wide and dense their frame is. */

type PageModule<Name extends string> = { readonly [name in Name]: ComponentType };

/** `page("/bureau", () => import("…/desk-page.tsx"), "DeskPage", { density: "dense" })` */
function page<Name extends string>(
  path: string,
  load: () => Promise<PageModule<Name>>,
  name: Name,
  handle: PageHandle = {},
): RouteObject {
  return { path, handle, lazy: async () => ({ Component: (await load())[name] }) };
}

/** Inside the product's frame. */
const sitePages: RouteObject[] = [
  { index: true, Component: HomePage },
  { path: "*", Component: NotFoundPage },
];

/** The whole window: exam room, live rooms. */
const roomPages: RouteObject[] = [
  page("/style-guide", () => import("#client/app/style-guide.tsx").then((module) => ({ StyleGuide: module.default })), "StyleGuide"),
];

export const router = createBrowserRouter([
  {
    errorElement: <RouteError />,
    HydrateFallback: () => null,
    children: [{ Component: SiteLayout, children: sitePages }, ...roomPages],
  },
]);
