namespace HuddleBot.Tests.Slack;

/// <summary>Runs where the packages of package-lock.json are installed, and says so where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute(string package)
    {
        if (!File.Exists(Path.Combine(RepositoryRoot.Path, "node_modules", package, "package.json"))) Skip = $"node_modules/{package} is not there: run npm ci";
    }
}
