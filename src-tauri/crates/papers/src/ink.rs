//! A signature as drawn: numbers in, a picture out.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::PaperError;

/// Strokes as the pen left them, in the pixels of the drawing surface. Only numbers reach the
/// paper; the picture is cropped to the ink, so the place on the surface does not matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignatureInk {
    /// Width of the drawing surface.
    pub width: f32,
    /// Height of the drawing surface.
    pub height: f32,
    /// The strokes in the order drawn.
    pub strokes: Vec<InkStroke>,
}

/// One stroke, from pen down to pen up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InkStroke {
    /// Width of the pen at rest, in the pixels of the surface; a fast pen draws thinner.
    pub pen: f32,
    /// Points x, y as sampled (about evenly in time); one point is a dot.
    pub points: Vec<(f32, f32)>,
}

/// Enough for a long name in a slow hand; a bound, so that no stored signature can stall a print.
const MAX_POINTS: usize = 20_000;

impl SignatureInk {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.strokes.iter().all(|stroke| stroke.points.is_empty())
    }

    /// The ink as an SVG picture, cropped to the strokes.
    ///
    /// # Errors
    /// [`PaperError::BadInk`] when a number is not finite or lies outside the surface by more than
    /// its own size, a pen has no width, there are too many points, or there is nothing to draw.
    pub fn svg(&self) -> Result<String, PaperError> {
        self.check()?;
        let mut paths = String::new();
        let mut frame = Frame::default();
        for stroke in &self.strokes {
            stroke.draw(&mut paths, &mut frame);
        }
        let Frame { left, top, right, bottom } = frame;
        let (w, h) = (right - left, bottom - top);
        Ok(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{left:.2} {top:.2} {w:.2} {h:.2}\" \
             width=\"{w:.2}\" height=\"{h:.2}\"><g fill=\"none\" stroke=\"#000\" \
             stroke-linecap=\"round\" stroke-linejoin=\"round\">{paths}</g></svg>"
        ))
    }

    fn check(&self) -> Result<(), PaperError> {
        let count: usize = self.strokes.iter().map(|stroke| stroke.points.len()).sum();
        let size = |v: f32| v.is_finite() && v > 0.0 && v <= 20_000.0;
        let within = |v: f32, max: f32| v.is_finite() && (-max..=2.0 * max).contains(&v);
        let sound = size(self.width)
            && size(self.height)
            && (1..=MAX_POINTS).contains(&count)
            && self.strokes.iter().all(|stroke| {
                size(stroke.pen)
                    && stroke.pen <= self.height
                    && stroke
                        .points
                        .iter()
                        .all(|&(x, y)| within(x, self.width) && within(y, self.height))
            });
        if sound { Ok(()) } else { Err(PaperError::BadInk) }
    }
}

/// The box round the ink so far, pen width included.
struct Frame {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Default for Frame {
    fn default() -> Self {
        Self { left: f32::MAX, top: f32::MAX, right: f32::MIN, bottom: f32::MIN }
    }
}

impl Frame {
    fn add(&mut self, (x, y): (f32, f32), radius: f32) {
        self.left = self.left.min(x - radius);
        self.top = self.top.min(y - radius);
        self.right = self.right.max(x + radius);
        self.bottom = self.bottom.max(y + radius);
    }
}

impl InkStroke {
    /// Catmull-Rom through the points, as cubic curves; each piece has its own width, thinner
    /// where the points lie far apart (a fast pen).
    fn draw(&self, out: &mut String, frame: &mut Frame) {
        let p = &self.points;
        if let [(x, y)] = p[..] {
            frame.add((x, y), self.pen);
            let _ = write!(
                out,
                "<path d=\"M{x:.2} {y:.2}h0\" stroke-width=\"{:.2}\"/>",
                1.6 * self.pen
            );
            return;
        }
        let mut width = self.pen;
        for i in 1..p.len() {
            let (a, b) = (p[i - 1], p[i]);
            let before = p[i.saturating_sub(2)];
            let after = p[(i + 1).min(p.len() - 1)];
            let c1 = (a.0 + (b.0 - before.0) / 6.0, a.1 + (b.1 - before.1) / 6.0);
            let c2 = (b.0 - (after.0 - a.0) / 6.0, b.1 - (after.1 - a.1) / 6.0);
            let speed = (b.0 - a.0).hypot(b.1 - a.1) / (6.0 * self.pen);
            let target = self.pen * (1.25 - 0.5 * speed).clamp(0.6, 1.25);
            // Half the way to the target: no steps between neighbouring pieces.
            width += (target - width) / 2.0;
            for point in [a, c1, c2, b] {
                frame.add(point, width / 2.0);
            }
            let _ = write!(
                out,
                "<path d=\"M{:.2} {:.2}C{:.2} {:.2} {:.2} {:.2} {:.2} {:.2}\" stroke-width=\"{width:.2}\"/>",
                a.0, a.1, c1.0, c1.1, c2.0, c2.1, b.0, b.1
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink(points: Vec<(f32, f32)>) -> SignatureInk {
        SignatureInk { width: 300.0, height: 100.0, strokes: vec![InkStroke { pen: 3.0, points }] }
    }

    #[test]
    fn numbers_become_curves_and_nothing_else() {
        let svg = ink(vec![(10.0, 20.0), (60.0, 40.0), (90.0, 10.0)]).svg().unwrap();
        assert_eq!(svg.matches("<path").count(), 2);
        assert!(svg.is_ascii());
    }

    #[test]
    fn a_dot_is_drawn() {
        assert!(ink(vec![(10.0, 20.0)]).svg().unwrap().contains("h0"));
    }

    #[test]
    fn bad_numbers_are_refused() {
        assert!(ink(vec![]).svg().is_err());
        assert!(ink(vec![(f32::NAN, 1.0)]).svg().is_err());
        assert!(ink(vec![(1.0e9, 1.0)]).svg().is_err());
        assert!(ink(vec![(1.0, 1.0); MAX_POINTS + 1]).svg().is_err());
        let mut no_pen = ink(vec![(1.0, 1.0)]);
        no_pen.strokes[0].pen = 0.0;
        assert!(no_pen.svg().is_err());
    }
}
