using System.Diagnostics;

namespace HuddleBot.Tests.Doctor;

/// <summary>Runs where a process may mount file systems that nobody else sees (Linux, user namespaces), and says so where it may not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OwnMountsFactAttribute : FactAttribute
{
    public const string NotHere = "a process may not mount file systems of its own here (unshare -rm)";

    private static readonly Lazy<bool> MayMount = new(() =>
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            using var attempt = Process.Start(new ProcessStartInfo("unshare", ["-rm", "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /mnt"]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            attempt.WaitForExit();
            return attempt.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    public OwnMountsFactAttribute()
    {
        if (!IsAllowed) Skip = NotHere;
    }

    public static bool IsAllowed => MayMount.Value;
}

/// <inheritdoc cref="OwnMountsFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OwnMountsTheoryAttribute : TheoryAttribute
{
    public OwnMountsTheoryAttribute()
    {
        if (!OwnMountsFactAttribute.IsAllowed) Skip = OwnMountsFactAttribute.NotHere;
    }
}
