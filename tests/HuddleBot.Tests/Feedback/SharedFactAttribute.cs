namespace HuddleBot.Tests.Feedback;

/// <summary>A test that needs a file from the folder <c>shared</c> beside the repository; skipped where it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string file)
    {
        if (!File.Exists(PathOf(file))) Skip = $"../shared/{file} is not there";
    }

    public static string PathOf(string file)
    {
        for (var folder = new DirectoryInfo(RepositoryRoot.Path).Parent; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "shared", file))) return Path.Combine(folder.FullName, "shared", file);
        }

        return Path.Combine(RepositoryRoot.Path, "..", "shared", file);
    }
}
