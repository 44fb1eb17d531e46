// What Gradio's own page says in a script within the page, where the content security policy allows none.
"use strict";

window.__gradio_mode__ = "app";
