import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import webpack from "webpack";

const root = import.meta.dirname;
const front = path.join(root, "static");

/** Templates and styles stay files of their own: Odoo compiles them, with its theme's variables. */
class CopyTemplatesAndStyles {
  constructor(from) {
    this.from = from;
  }

  apply(compiler) {
    const { from } = this;
    compiler.hooks.thisCompilation.tap("CopyTemplatesAndStyles", (compilation) => {
      compilation.contextDependencies.add(from);
      compilation.hooks.processAssets.tap("CopyTemplatesAndStyles", () => {
        for (const file of globSync("**/*.{xml,scss}", { cwd: from }).sort()) {
          compilation.emitAsset(file, new webpack.sources.RawSource(readFileSync(path.join(from, file))));
        }
      });
    });
  }
}

/**
 * One bundle per entry as an ECMAScript module for Odoo's own loader. Odoo's packages, and those of our other modules, stay
 * imports, resolved in the browser; nothing is minified because Odoo does that, and its transpiler reads the code by patterns.
 */
function bundle(name, entry, output, plugins = []) {
  return {
    name,
    mode: "production",
    context: root,
    entry,
    devtool: false,
    target: ["web", "es2022"],
    experiments: { outputModule: true },
    externalsType: "module",
    externals: /^@(odoo|web|mail|bus|web_tour|suture\w*)\//,
    output: { path: output, filename: "[name].js", library: { type: "module" }, clean: true },
    module: {
      rules: [{ test: /\.ts$/, loader: "esbuild-loader", options: { target: "es2022", tsconfigRaw: {} } }],
    },
    optimization: { minimize: false },
    performance: { hints: false },
    plugins,
  };
}

/** Every file of a folder as an entry of its own, named as the file is. */
function entriesOf(pattern) {
  return Object.fromEntries(
    globSync(pattern, { cwd: front })
      .sort()
      .map((file) => [path.basename(file, ".ts"), path.join(front, file)]),
  );
}

/** The bundles of one Odoo module: its code, its unit tests and its tours, as far as it has them. */
function bundlesOf(module) {
  const addon = path.join(root, "odoo_addon", module, "static");
  const source = path.join(front, module, "src");
  const tests = entriesOf(`${module}/tests/*.test.ts`);
  const tours = entriesOf(`${module}/tests/tours/*.ts`);
  return [
    bundle(module, { [module]: path.join(source, `${module}.ts`) }, path.join(addon, "src/lib"), [
      new CopyTemplatesAndStyles(source),
    ]),
    ...(Object.keys(tests).length > 0
      ? [bundle(`${module} unit-tests`, tests, path.join(addon, "tests/lib"))]
      : []),
    ...(Object.keys(tours).length > 0
      ? [bundle(`${module} tours`, tours, path.join(addon, "tests/tours/lib"))]
      : []),
  ];
}

export default globSync("suture*/src", { cwd: front })
  .sort()
  .flatMap((folder) => bundlesOf(path.dirname(folder)));
