namespace HuddleBot.Tests.Playground;

/// <summary>Runs only where the npm packages are installed (<c>npm ci</c>, which <c>./test</c> does).</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!Directory.Exists(Path.Combine(RepositoryRoot.Path, "node_modules", "@slack", "bolt"))) Skip = "the npm packages are not installed: npm ci";
    }
}
