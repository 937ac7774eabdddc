// Displays /openapi.json with Swagger UI, in the colour scheme of the reader's system. The page sends no requests to
// the API or to other hosts: "try it out" and the validator are off.
const dark = matchMedia("(prefers-color-scheme: dark)");
const followSystem = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
followSystem();
dark.addEventListener("change", followSystem);

window.SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#routes",
  supportedSubmitMethods: [],
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
});
