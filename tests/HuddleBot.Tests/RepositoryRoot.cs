namespace HuddleBot.Tests;

/// <summary>Where the repository lies, whatever the build did to paths in the binaries.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException("HuddleBot.sln is in no folder above the tests")
        : File.Exists(System.IO.Path.Combine(folder.FullName, "HuddleBot.sln")) ? folder.FullName
        : Find(folder.Parent);
}
