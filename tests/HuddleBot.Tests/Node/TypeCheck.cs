namespace HuddleBot.Tests.Node;

/// <summary>A TypeScript text, compiled against the types of the packages.</summary>
internal static class TypeCheck
{
    /// <returns>What the compiler says, a finding a line, each with its line number; empty where it is content.</returns>
    public static async Task<string> RunAsync(string script)
    {
        var folder = Directory.CreateTempSubdirectory("huddlebot-types-");
        try
        {
            var file = Path.Combine(folder.FullName, "cards.mts");
            await File.WriteAllTextAsync(file, script);
            return await NodeRun.ScriptAsync("type-check.mjs", file, RepositoryRoot.Path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
