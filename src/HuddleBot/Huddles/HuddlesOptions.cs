namespace HuddleBot.Huddles;

/// <summary>Section <c>Huddles</c>.</summary>
public sealed class HuddlesOptions
{
    /// <summary>A file with questions of the day, one a line, in place of <c>cards/questions/en.txt</c> beside the binary; a relative path starts at the working directory.</summary>
    public string? Questions { get; set; }
}
