namespace HuddleBot.Tests.Slack;

/// <summary>Runs where the shared material lies next to the repository, and says so where it does not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string path)
    {
        if (!File.Exists(PathOf(path))) Skip = $"../shared/{path} is not there";
    }

    public static string PathOf(string path) => Folders().Select(folder => Path.Combine(folder, "shared", path)).FirstOrDefault(File.Exists) ?? Path.Combine(RepositoryRoot.Path, "../shared", path);

    /// <summary>Next to the repository, or one further up for a worktree.</summary>
    private static IEnumerable<string> Folders() => [Path.Combine(RepositoryRoot.Path, ".."), Path.Combine(RepositoryRoot.Path, "../..")];
}
