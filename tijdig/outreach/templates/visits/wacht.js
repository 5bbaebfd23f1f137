/* Answers for the page of a round when there is no connection: with a page that holds nothing of a round or a person.
   What the walker saw stands in the tab itself (ronde.js), and is gone with it (ADR 13). */
"use strict";

const SHELF = "ronde";
const ROUND = "/ronde/";
const SHELL = "/ronde/zonder-verbinding";
const PATIENCE = 8000; // milliseconds; a connection that does nothing is none

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll([SHELL, ...event.data.look])));
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const path = new URL(url).pathname;
  if (method !== "GET") return;
  if (mode === "navigate" && path === ROUND) event.respondWith(inTime(event.request).catch(() => kept(SHELL)));
  else if (path.startsWith("/static/")) event.respondWith(fetch(event.request).catch(() => kept(path)));
});

function inTime(request) {
  const late = new Promise((_, refuse) => { setTimeout(refuse, PATIENCE); });
  return Promise.race([fetch(request), late]);
}

async function kept(path) {
  return (await caches.match(path, { cacheName: SHELF, ignoreVary: true })) || Response.error();
}
