/* Brings the cited words to the middle of the page. */
"use strict";
document.getElementById("cite")?.scrollIntoView({ block: "center" });
