using System.Diagnostics;
using System.Globalization;

namespace HuddleBot.Benchmarks;

/// <summary>What the system says of a process.</summary>
internal static class ProcessFigures
{
    /// <summary>In MiB, now; zero once it has ended.</summary>
    public static double ResidentMemory(Process process) => Status(process, "VmRSS:");

    /// <summary>In MiB, at most since the start; zero once it has ended.</summary>
    public static double PeakMemory(Process process) => Status(process, "VmHWM:");

    private static double Status(Process process, string name)
    {
        var file = $"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}/status";
        if (process.HasExited || !File.Exists(file)) return 0;
        var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024;
    }
}
