using System.Text.Json.Nodes;

namespace HuddleBot.Tests.MicrosoftTeams.Manifest;

/// <summary>The schema that Microsoft publishes for the version that a manifest names, from the npm package <c>@microsoft/app-manifest</c>.</summary>
internal static class ManifestSchema
{
    public static string Folder => Path.Combine(RepositoryRoot.Path, "node_modules/@microsoft/app-manifest/build/json-schemas/teams");

    /// <returns><c>valid</c>, or what is wrong.</returns>
    public static Task<string> CheckAsync(JsonNode manifest)
    {
        const string Script = """
            const [, folder, text] = process.argv;
            const Ajv = require('ajv-draft-04');
            const manifest = JSON.parse(text);
            const schema = JSON.parse(require('fs').readFileSync(`${folder}/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`, 'utf8'));
            const validate = new (Ajv.default ?? Ajv)({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
            console.log(validate(manifest) ? 'valid' : JSON.stringify(validate.errors.map(error => `${error.instancePath} ${error.message}`)));
            """;
        return Slack.Node.RunAsync(Script, Folder, manifest.ToJsonString());
    }
}
