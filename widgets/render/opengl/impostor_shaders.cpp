#include "widgets/render/opengl/impostor_shaders.h"

namespace mbtr::gui {

// One triangle a sphere. It lies in the plane of the circle where sight touches the sphere, so that q.q = 1 is the exact
// outline in perspective too. u, w: axes of this plane, v: from the eye to the centre.
const char* const kSphereVertexShader = R"(
uniform mat4 modelView;
uniform mat4 projection;
uniform vec3 fogRange;
uniform vec3 pixelSize; // height at distance 1, height anywhere (orthographic), smallest radius in pixels
in vec4 sphere;         // centre, radius
in vec4 color;
in vec4 shade;          // occlusion: mean, and its direction
out vec2 q;
flat out vec4 light;    // colour, fog
flat out vec4 occlusion;
flat out vec4 depth;    // of the centre; change along u, w and towards the eye

const vec2 kCorners[3] = vec2[3](vec2(-1.7320508, -1.0), vec2(1.7320508, -1.0), vec2(0.0, 2.0));

void main()
{
    vec3 centre = (modelView * vec4(sphere.xyz, 1.0)).xyz;
    float far = length(centre);
    bool flatView = pixelSize.y > 0.0;
    vec3 v = flatView ? vec3(0.0, 0.0, -1.0) : centre / far;
    vec3 u = normalize(cross(v, vec3(0.0, 1.0, 0.0)));
    vec3 w = cross(u, v);
    float radius = max(sphere.w, pixelSize.z * (flatView ? pixelSize.y : -centre.z * pixelSize.x));
    float ratio = flatView ? 0.0 : min(radius / far, 0.99);
    float visible = radius * sqrt(1.0 - ratio * ratio);
    vec3 middle = centre - ratio * radius * v;
    q = kCorners[gl_VertexID % 3];
    light = vec4(color.rgb, fogRange.z * clamp((-centre.z - fogRange.x) / (fogRange.y - fogRange.x), 0.0, 1.0));
    vec3 towards = mat3(modelView) * shade.yzw;
    occlusion = vec4(shade.x, dot(towards, u), dot(towards, w), -dot(towards, v));
    depth = vec4(centre.z, radius * u.z, radius * w.z, -radius * v.z);
    gl_Position = projection * vec4(middle + visible * (q.x * u + q.y * w), 1.0);
}
)";

// Light from the upper right and a weaker one from the left, both moving with the eye.
const char* const kSphereFragmentShader = R"(
uniform vec4 depthRow; // projection: z and w of the clip position from the depth
uniform vec3 fogColor;
uniform vec2 finish;   // dark rim, strength of the occlusion
in vec2 q;
flat in vec4 light;
flat in vec4 occlusion;
flat in vec4 depth;
out vec4 fragment;

void main()
{
    float s = dot(q, q);
    if (s > 1.0)
        discard;
    vec3 n = vec3(q, sqrt(1.0 - s));
#ifdef RINGS
    fragment = vec4(mix(light.rgb, fogColor, light.a), 1.0);
    n.z = -n.z;
#else
    float key = max(dot(n, vec3(0.3672, 0.4488, 0.8147)), 0.0);
    float fill = max(dot(n, vec3(-0.3698, -0.0924, 0.9245)), 0.0);
    float shine = max(dot(n, vec3(0.1928, 0.2356, 0.9525)), 0.0);
    shine *= shine; shine *= shine; shine *= shine; shine *= shine; shine *= shine;
    float open = clamp(1.0 - finish.y * (occlusion.x + dot(occlusion.yzw, n)), 0.22, 1.0);
    float soft = (0.42 + 0.2 * fill) * open + 0.6 * key * mix(1.0, open, 0.6);
    float rim = 1.0 - finish.x * (1.0 - smoothstep(0.0, 0.5, n.z));
    fragment = vec4(mix((light.rgb * soft + 0.2 * shine * open) * rim, fogColor, light.a), 1.0);
#endif
#ifdef SMOOTH
    fragment.a = clamp((1.0 - s) / max(fwidth(s), 1e-6), 0.02, 1.0);
#endif
#ifndef FLAT
    float z = depth.x + dot(n, depth.yzw);
    gl_FragDepth = 0.5 + 0.5 * (depthRow.x * z + depthRow.y) / (depthRow.z * z + depthRow.w);
#endif
}
)";

// A quad along the axis as wide as the stick looks; its ends are flat and hidden in balls.
const char* const kStickVertexShader = R"(
uniform mat4 modelView;
uniform mat4 projection;
uniform vec3 fogRange;
uniform vec3 pixelSize;
in vec4 begin; // and radius
in vec4 end;   // and the share that has the first colour
in vec4 color;
in vec4 color2;
in vec4 shade;
out vec3 place; // across -1..1, along 0..1, depth of the axis
flat out vec4 light;  // colour, fog
flat out vec4 light2; // colour, where it begins
flat out vec4 frontal; // the direction across, depth of the surface above the axis
flat out vec4 facing;  // the direction towards the eye, depth change across
flat out vec4 occlusion;

void main()
{
    vec3 from = (modelView * vec4(begin.xyz, 1.0)).xyz;
    vec3 to = (modelView * vec4(end.xyz, 1.0)).xyz;
    bool second = (gl_VertexID & 1) == 1;
    float side = (gl_VertexID & 2) == 2 ? 1.0 : -1.0;
    vec3 here = second ? to : from;
    bool flatView = pixelSize.y > 0.0;
    vec3 axis = normalize(to - from);
    vec3 sight = flatView ? vec3(0.0, 0.0, -1.0) : normalize(0.5 * (from + to));
    vec3 across = cross(axis, sight);
    float sine = length(across);
    across = sine > 1e-4 ? across / sine : vec3(1.0, 0.0, 0.0);
    vec3 front = normalize(cross(across, axis));
    if (dot(front, sight) > 0.0)
        front = -front;
    float radius = max(begin.w, pixelSize.z * (flatView ? pixelSize.y : -here.z * pixelSize.x));
    place = vec3(side, second ? 1.0 : 0.0, here.z);
    light = vec4(color.rgb, fogRange.z * clamp((-0.5 * (from.z + to.z) - fogRange.x) / (fogRange.y - fogRange.x), 0.0, 1.0));
    light2 = vec4(color2.rgb, end.w);
    frontal = vec4(across, radius * front.z);
    facing = vec4(front, radius * across.z);
    occlusion = vec4(shade.x, mat3(modelView) * shade.yzw);
    gl_Position = projection * vec4(here + side * radius * across, 1.0);
}
)";

const char* const kStickFragmentShader = R"(
uniform vec4 depthRow;
uniform vec3 fogColor;
uniform vec2 finish;
in vec3 place;
flat in vec4 light;
flat in vec4 light2;
flat in vec4 frontal;
flat in vec4 facing;
flat in vec4 occlusion;
out vec4 fragment;

void main()
{
    float up = sqrt(max(1.0 - place.x * place.x, 0.0));
    vec3 n = place.x * frontal.xyz + up * facing.xyz;
    float key = max(dot(n, vec3(0.3672, 0.4488, 0.8147)), 0.0);
    float fill = max(dot(n, vec3(-0.3698, -0.0924, 0.9245)), 0.0);
    float open = clamp(1.0 - finish.y * (occlusion.x + dot(occlusion.yzw, n)), 0.22, 1.0);
    float soft = (0.42 + 0.2 * fill) * open + 0.6 * key * mix(1.0, open, 0.6);
    float rim = 1.0 - finish.x * (1.0 - smoothstep(0.0, 0.5, up));
    vec3 own = place.y < light2.a ? light.rgb : light2.rgb;
    fragment = vec4(mix(own * soft * rim, fogColor, light.a), 1.0);
#ifdef SMOOTH
    fragment.a = clamp((1.0 - abs(place.x)) / max(fwidth(place.x), 1e-6), 0.02, 1.0);
#endif
#ifndef FLAT
    float z = place.z + up * frontal.w + place.x * facing.w;
    gl_FragDepth = 0.5 + 0.5 * (depthRow.x * z + depthRow.y) / (depthRow.z * z + depthRow.w);
#endif
}
)";

} // namespace mbtr::gui
