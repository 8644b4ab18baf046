using NodaTime;

namespace HuddleBot.Tests.Huddles;

/// <summary>A clock that stands where it is put.</summary>
internal sealed class SceneTime : TimeProvider
{
    public Instant Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
