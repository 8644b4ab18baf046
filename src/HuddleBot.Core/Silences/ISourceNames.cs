namespace HuddleBot.Core.Silences;

/// <summary>Port: the feedback sources of the settings. One that was taken out of them is not silent, it is gone.</summary>
public interface ISourceNames
{
    IEnumerable<string> Names { get; }
}
